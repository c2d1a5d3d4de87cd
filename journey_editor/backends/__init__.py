"""Players of the primitives: Qt, PDF and PNG. They decide nothing."""
