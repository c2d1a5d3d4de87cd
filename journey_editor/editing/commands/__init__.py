"""Commands: functions on a draft, one module for each kind of thing on the map."""
