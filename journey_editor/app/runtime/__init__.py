"""The process: jobs, garbage collection, single instance, termination and the crash log."""
