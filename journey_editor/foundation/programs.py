"""Recognition of files that would run as a program, or lead to one, if they were opened."""

import os
import stat
from pathlib import Path

_SUFFIXES = """
    .exe .com .bat .cmd .pif .scr .cpl .msc .msi .msp .mst .msix .msixbundle .appx .appxbundle .appinstaller
    .application .appref-ms .gadget .hta .inf .ins .isp .job .js .jse .vb .vbe .vbs .ws .wsc .wsf .wsh .sct
    .ps1 .ps1xml .ps2 .psc1 .psc2 .psd1 .psm1 .msh .msh1 .msh2 .mshxml .reg .rgs .lnk .url .scf .library-ms
    .search-ms .searchconnector-ms .settingcontent-ms .theme .themepack .diagcab .chm .hlp .dll .ocx .sys
    .drv .xll .wll .jar .jnlp .air .crx .xpi
    .app .action .workflow .command .tool .terminal .scpt .scptd .applescript .osax .pkg .mpkg .dmg .webloc
    .inetloc .fileloc .prefpane .saver .bundle .kext .mobileconfig
    .desktop .directory .appimage .run .bin .out .elf .so .deb .rpm .snap .flatpak .flatpakref .flatpakrepo
    .apk .sh .bash .zsh .fish .csh .ksh .tcl .pl .pm .py .pyc .pyo .pyw .pyz .pyzw .rb .php .lua .awk
"""
"""Suffixes of programs, of scripts, and of files that install something or lead elsewhere, on any system."""


def is_program(path: Path, *, windows: bool = os.name == "nt") -> bool:
    """Return True if a file can run as a program, by its name, its rights, or those of what it links to.

    A folder is one if it is a program of macOS.
    """
    names = {path.name, os.path.basename(os.path.realpath(path))}  # noqa: PTH119
    if any(has_name_of_program(name) for name in names):
        return True
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(mode):
        return False
    # Windows runs `report.exe` if it is told to open a `report` without a suffix.
    return not path.suffix if windows else bool(mode & 0o111)


def has_name_of_program(name: str) -> bool:
    """Return True if a file with this name would run as a program on some system."""
    # Windows ignores dots and spaces at the end.
    return Path(name.rstrip(". ")).suffix.lower() in _SUFFIXES.split()
