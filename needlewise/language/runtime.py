"""onnxruntime, opened as a process that answers patients can afford."""

from pathlib import Path
from typing import Any


def open_graph(graph: Path | bytes) -> Any:
    """Return an onnxruntime session for a graph, a file's or as bytes: on one thread, keeping no buffers."""
    import onnxruntime  # here: whoever only checks or builds needs no runtime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Buffers planned for the longest sentence so far would be kept: 12 MB, and no faster.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    source = graph if isinstance(graph, bytes) else str(graph)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
