"""Commands: functions on a draft, with one module for each kind of record on the map."""
