"""Addresses: what they lead to, and that what is shown is what would be opened."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from journey_editor.foundation.addresses import (
    absolute,
    completed,
    is_on_web,
    masked,
    read_address,
    relative,
    unmasked,
)

HOME, DRIVE, SHARE = PurePosixPath("/home/a"), PureWindowsPath("C:/Users/A"), PureWindowsPath("//srv/data/a")


@pytest.mark.parametrize(
    ("text", "target", "shown"),
    [
        ("HTTPS://Example.COM", "https://example.com", "https://Example.COM"),
        ("https://example.com/a b?q=\"x'#ä", "https://example.com/a%20b?q=%22x'#%C3%A4", None),
        ("https://example.com/%00%20", "https://example.com/%00%20", None),
        # Look-alikes are shown with what is really asked for, before the path, which may be cut off.
        ("https://аррӏе.com/x", "https://xn--80ak6aa92e.com/x", "https://аррӏе.com (xn--80ak6aa92e.com)/x"),
        ("http://①.com", "http://1.com", "http://①.com (1.com)"),
        ("https://straße.de", "https://xn--strae-oqa.de", "https://straße.de (xn--strae-oqa.de)"),
        # A name before an at sign is not the host, and a password is nobody's business.
        ("https://bank.com:x@evil.com/", "https://bank.com:x@evil.com/", "https://•••@evil.com/"),
        (
            "https://example.com/\u200fgpj",
            "https://example.com/%E2%80%8Fgpj",
            "https://example.com/%E2%80%8Fgpj",
        ),
        ("https://[::1]:80/x", "https://[::1]:80/x", None),
        ("mailto:a@b.de?subject=x y", "mailto:a@b.de?subject=x%20y", None),
        ("docs\\a.pdf", "docs/a.pdf", None),
        ("/home/a\\b.pdf", "/home/a\\b.pdf", None),
        ("C:\\a\\b.pdf", "C:/a/b.pdf", None),
        ("file:///home/x%20y.pdf", "/home/x y.pdf", "/home/x y.pdf"),
        ("file:///C:/a/b.pdf", "C:/a/b.pdf", "C:/a/b.pdf"),
        ("report.pdf ", "report.pdf ", None),
        ("file:///home/x.pdf%20", "/home/x.pdf ", "/home/x.pdf "),
        ("report\u200ffdp.exe", "report\u200ffdp.exe", "report\\u200ffdp.exe"),
    ],
)
def test_an_address_shows_what_it_opens(text: str, target: str, shown: str | None) -> None:
    address = read_address(text)
    assert (address.target, address.shown) == (target, text if shown is None else shown)
    assert address.kind == {"h": "web", "m": "mail"}.get(target[0], "file")
    assert read_address(target).target == target


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "smb://a/b",
            "ftp://a",
            "tel:1",
        ),
        *(
            "https://",
            "https://good.com\\@evil.com",
            "https://a b/",
            "https://℀.com",
            "https://exa\u200bmple.com",
        ),
        *("https://a\nb.com", "mailto:a@b.de?attach=/etc/passwd", "mailto:a", "file:///a%00b", "file:a"),
        *("C:a", "C:/a.txt:b.exe", "\\\\?\\C:\\a", "\\\\.\\pipe\\a", "//"),
    ],
)
def test_what_is_no_web_page_mail_or_file_is_refused(text: str) -> None:
    address = read_address(text)
    assert (address.kind, address.target) == ("refused", "")


@pytest.mark.parametrize("text", ["\\\\srv\\a.pdf", "//srv/a.pdf", "file://srv/a.pdf", "file:////srv/a.pdf"])
def test_a_file_on_a_server_is_known_as_one(text: str) -> None:
    address = read_address(text)
    assert (address.kind, address.target, address.name) == ("server", "//srv/a.pdf", "a.pdf")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("www.example.com/a", "https://www.example.com/a"),
        ("ann@example.com", "mailto:ann@example.com"),
        ('"C:\\My files\\a.pdf"', "C:\\My files\\a.pdf"),
        (" <https://example.com> ", "https://example.com"),
        ("file:///home/x%20y.pdf", "/home/x y.pdf"),
        ("report.pdf", "report.pdf"),
    ],
)
def test_a_typed_address_is_completed(text: str, meant: str) -> None:
    assert completed(text) == meant
    assert completed(meant) == meant


def test_only_a_text_that_is_nothing_but_a_url_is_a_web_page() -> None:
    assert is_on_web(" https://example.com/a?b#c\n") and is_on_web("mailto:a@b.de")
    for text in ("https://example.com is down", "see https://example.com", "www.example.com", "a.pdf", ""):
        assert not is_on_web(text)


@pytest.mark.parametrize(
    ("path", "folder", "stored"),
    [
        ("/home/a/docs/x.pdf", HOME, "docs/x.pdf"),
        ("/home/a/Plan: new.pdf", HOME, "./Plan: new.pdf"),
        # Elsewhere a backslash divides folders.
        ("/home/a/b\\c.pdf", HOME, "/home/a/b\\c.pdf"),
        ("/home/b/x.pdf", HOME, "/home/b/x.pdf"),
        ("c:\\users\\a\\docs\\x.pdf", DRIVE, "docs/x.pdf"),
        ("D:\\x.pdf", DRIVE, "D:\\x.pdf"),
        ("\\\\srv\\data\\a\\x.pdf", SHARE, "x.pdf"),
        ("\\\\other\\data\\a\\x.pdf", SHARE, "\\\\other\\data\\a\\x.pdf"),
        ("https://example.com/home/a", HOME, "https://example.com/home/a"),
    ],
)
def test_a_file_below_the_project_is_kept_relative_to_it(path: str, folder: PurePath, stored: str) -> None:
    assert relative(path, folder) == stored
    assert absolute(stored, folder).lower() == path.lower()
    assert relative(path, None) == path and absolute(stored, None) == stored


def test_a_password_is_not_shown_while_an_address_is_edited_and_is_kept() -> None:
    address = "https://ann:p@ss@example.com/a"
    assert masked(address) == "https://•••@example.com/a"
    assert unmasked("https://•••@example.com/b", address) == "https://ann:p@ss@example.com/b"
    assert unmasked("https://example.com/b", address) == masked("https://example.com/b")
    assert read_address(address).public_target == "https://example.com/a"
