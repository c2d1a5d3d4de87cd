"""The program that people see: windows, canvas, panels, dialogs and the command line."""
