"""A tiny voice in piper's format: each phoneme a tone, so that speed and words can be heard."""

import json

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 22_050
PHONEMES = "_^$ abcdefghijklmnopqrstuvwxyzæðŋɐɑɒɔɕəɚɛɜɡɪɹʃʊʌʒθᵻɾː.,?!ˈˌ"


def write_voice(folder, name="tiny", samples=950):
    """Write name.onnx and its .onnx.json; a phoneme lasts `samples` at a length scale of 1."""
    one = {
        "which": np.array(1, np.int64),
        "lasts": np.array(samples, np.float32),
        "flat": np.array([1, -1], np.int64),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "single": np.array([1], np.int64),
        "ones": np.array([1, 1], np.int64),
        "last": np.array([2], np.int64),
        "step": np.array(11, np.float32),
        "low": np.array(90, np.float32),
        "turn": np.array(2 * np.pi / RATE, np.float32),
        "gain": np.array(0.4, np.float32),
        "axis": np.array(1, np.int64),
    }
    node = helper.make_node
    nodes = [
        node("Gather", ["scales", "which"], ["length"]),
        node("Mul", ["length", "lasts"], ["many"]),
        node("Cast", ["many"], ["whole"], to=TensorProto.INT64),
        node("Reshape", ["whole", "single"], ["count"]),
        node("Cast", ["input"], ["ids"], to=TensorProto.FLOAT),
        node("Mul", ["ids", "step"], ["above"]),
        node("Add", ["above", "low"], ["hertz"]),
        node("Unsqueeze", ["hertz", "last"], ["column"]),
        node("Concat", ["ones", "count"], ["times"], axis=0),
        node("Tile", ["column", "times"], ["held"]),
        node("Reshape", ["held", "flat"], ["row"]),
        node("CumSum", ["row", "axis"], ["turned"]),
        node("Mul", ["turned", "turn"], ["phase"]),
        node("Sin", ["phase"], ["wave"]),
        node("Mul", ["wave", "gain"], ["quiet"]),
        node("Reshape", ["quiet", "shape"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tones",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, None])],
        [numpy_helper.from_array(value, name) for name, value in one.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    path = folder / f"{name}.onnx"
    path.write_bytes(model.SerializeToString())
    settings = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "inference": {"noise_scale": 0.667, "length_scale": 1, "noise_w": 0.8},
        "num_symbols": len(PHONEMES),
        "num_speakers": 1,
        "phoneme_id_map": {p: [i] for i, p in enumerate(PHONEMES)},
    }
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(settings), encoding="utf-8")
    return path
