"""All benchmarks, in the order of the table."""

from tests.benchmarks import of_canvas, of_command_line, of_file, of_map, of_outputs, of_start, of_window

BENCHES = (
    *of_start.BENCHES,
    *of_window.BENCHES,
    *of_map.BENCHES,
    *of_canvas.BENCHES,
    *of_file.BENCHES,
    *of_outputs.BENCHES,
    *of_command_line.BENCHES,
)
