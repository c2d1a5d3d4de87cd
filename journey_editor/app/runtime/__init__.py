"""Process: jobs, garbage collection, single instance, termination and the crash log."""
