"""The program, ending as soon as the map or the start page is painted.

python3 -m tests.benchmarks.started [FILE]
"""

import os
import sys

if __name__ == "__main__":
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        # Qt also paints without a screen, which is enough for a benchmark.
        os.environ.setdefault("DISPLAY", ":0")
    # In the order of the program, because imports after Qt take longer until it prevents that.
    from journey_editor.app.command_line.main import main
    from journey_editor.app.runtime.qt_imports import skip_search_for_features

    skip_search_for_features()
    from journey_editor.app.runtime import preloading
    from tests.benchmarks.end_after_paint import End

    preloading.FirstPicture = End  # type: ignore[assignment,misc]
    sys.exit(main())
