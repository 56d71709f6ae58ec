"""3D models from glTF 2.0 files: triangles with colours, in one space, ready to be drawn.

Both forms are read: .glb, and .gltf with everything embedded. What refers to other files is
refused, and so are compressed meshes, whose decoders are not here.
"""

import base64
import binascii
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...domain.errors import MediaRefused
from ...domain.loose import from_json
from ..guard.guard import guarded
from ..pictures.files import is_bitmap, open_picture
from ..pictures.source import Blob, Source, bytes_of

MAX_TRIANGLES = 1_000_000
MAX_TEXTURE = 2048
"""Pixels of the longer side that a texture is opened at."""

MAX_DEPTH = 64
MAX_PARTS = 20_000
"""Nodes and primitives of a scene; a node that several others hold counts each time."""

_MISSHAPEN = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    struct.error,
    RecursionError,
)
"""What reading JSON of another shape than glTF's raises."""

_TYPES = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
_WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
_KNOWN = frozenset(
    "KHR_materials_unlit KHR_texture_transform KHR_mesh_quantization KHR_materials_specular "
    "KHR_materials_ior KHR_materials_clearcoat KHR_materials_emissive_strength "
    "KHR_materials_transmission KHR_materials_volume KHR_materials_sheen "
    "KHR_lights_punctual".split()
)


@dataclass(frozen=True)
class Surface:
    """Triangles of one material.

    corners: float32 [n, 3, 3] positions, y up; normals: the same shape; uvs: [n, 3, 2] or None;
    colour: RGB 0 to 1; texture: BGR uint8 or None.
    """

    corners: np.ndarray
    normals: np.ndarray
    uvs: np.ndarray | None
    colour: tuple[float, float, float]
    texture: np.ndarray | None


@guarded()
def read_gltf(source: Source) -> tuple[Surface, ...]:
    """The surfaces of a model's scene. Raises MediaRefused for what cannot be drawn."""
    name = source.name
    try:
        found = _File(name, bytes_of(source)).surfaces()
    except MediaRefused:
        raise
    except _MISSHAPEN as problem:
        raise MediaRefused(
            f"{name} is no whole glTF model ({_told(problem)}); export it again"
        ) from problem
    if not found:
        raise MediaRefused(f"{name} holds no triangles to be drawn; export its meshes")
    return tuple(found)


class _Wrong(ValueError):
    """What is wrong with a model, in words of ours."""


def _told(problem: Exception) -> str:
    """What is wrong with a model's JSON, without the words of the language it is read by."""
    if isinstance(problem, KeyError):
        return f"{str(problem.args[0])[:40]!r} is lacking, or is none of glTF's"
    if isinstance(problem, IndexError):
        return "a number that refers to nothing"
    if isinstance(problem, _Wrong):
        return str(problem)
    return "a value of the wrong kind"


class _File:
    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.binary = b""
        if data[:4] == b"glTF":
            version, length = struct.unpack_from("<II", data, 4)
            if version != 2:
                raise MediaRefused(f"{name} is glTF {version}; export it as glTF 2.0")
            if length > len(data):
                raise MediaRefused(f"{name} breaks off before its end; copy or export it again")
            at, text = 12, b""
            while at + 8 <= length:
                size, kind = struct.unpack_from("<I4s", data, at)
                chunk = data[at + 8 : at + 8 + size]
                if kind == b"JSON":
                    text = chunk
                elif kind == b"BIN\0":
                    self.binary = chunk
                at += 8 + size
        else:
            text = data
        try:
            self.json: dict[str, Any] = from_json(text)
        except ValueError as problem:
            raise _Wrong(str(problem)) from problem
        lacking = set(self.json.get("extensionsRequired", ())) - _KNOWN
        if lacking:
            raise MediaRefused(
                f"{name} needs {', '.join(sorted(lacking))}, which is not read; export it without"
            )
        self._buffers: dict[int, bytes] = {}
        self._textures: dict[int, np.ndarray | None] = {}
        self._triangles = 0
        self._parts = 0

    def surfaces(self) -> list[Surface]:
        nodes = self.json.get("nodes", [])
        scenes = self.json.get("scenes")
        if scenes:
            roots = scenes[self.json.get("scene", 0)].get("nodes", [])
        else:
            children = {c for n in nodes for c in n.get("children", ())}
            roots = [n for n in range(len(nodes)) if n not in children]
        found: list[Surface] = []
        for root in roots:
            self._walk(root, np.eye(4), found, 0)
        return found

    def _walk(self, n: int, above: np.ndarray, found: list[Surface], depth: int) -> None:
        if depth > MAX_DEPTH:
            raise MediaRefused(f"{self.name} nests its parts too deeply; flatten it")
        self._count()
        node = self.json["nodes"][n]
        here = above @ _local(node)
        if "mesh" in node:
            for primitive in self.json["meshes"][node["mesh"]]["primitives"]:
                self._count()
                surface = self._surface(primitive, here)
                if surface is not None:
                    found.append(surface)
        for child in node.get("children", ()):
            self._walk(child, here, found, depth + 1)

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise MediaRefused(f"{self.name} has over {MAX_PARTS:,} parts; join its meshes")

    def _surface(self, primitive: dict[str, Any], placed: np.ndarray) -> Surface | None:
        attributes = primitive["attributes"]
        points = self._accessor(attributes["POSITION"]).astype(np.float32)
        order = np.arange(len(points))
        if "indices" in primitive:
            given = self._accessor(primitive["indices"])
            if given.dtype.kind != "u":
                raise _Wrong("indices that are no whole numbers")
            order = given.astype(np.int64).ravel()
        triangles = _triangles(order, primitive.get("mode", 4))
        if triangles is None or not len(triangles):
            return None
        self._triangles += len(triangles)
        if self._triangles > MAX_TRIANGLES:
            raise MediaRefused(f"{self.name} has over {MAX_TRIANGLES:,} triangles; simplify it")
        if triangles.max() >= len(points):
            raise _Wrong("an index beyond the last point")
        world = points @ placed[:3, :3].T + placed[:3, 3]
        corners = np.asarray(world[triangles], np.float32)
        if not np.isfinite(corners).all():
            raise _Wrong("a position that is no number")
        normals = self._normals(attributes, placed, triangles, corners)
        material: dict[str, Any] = (
            self.json.get("materials", [{}])[primitive.get("material", 0)]
            if ("material" in primitive)
            else {}
        )
        metal: dict[str, Any] = material.get("pbrMetallicRoughness", {})
        factor = [float(c) for c in metal.get("baseColorFactor", (0.8, 0.8, 0.8, 1))]
        if len(factor) == 4 and factor[3] < 0.05:
            return None
        texture, uvs = None, None
        if "baseColorTexture" in metal:
            chosen = metal["baseColorTexture"]
            coordinates = attributes.get(f"TEXCOORD_{chosen.get('texCoord', 0)}")
            texture = self._texture(chosen["index"])
            if coordinates is not None and texture is not None:
                uvs = self._accessor(coordinates).astype(np.float32)[triangles]
        # glTF's colours are linear light; those of pictures are not.
        red, green, blue = (min(1.0, max(0.0, c)) ** (1 / 2.2) for c in factor[:3])
        return Surface(
            corners, normals, uvs, (red, green, blue), texture if uvs is not None else None
        )

    def _normals(
        self,
        attributes: dict[str, int],
        placed: np.ndarray,
        triangles: np.ndarray,
        corners: np.ndarray,
    ) -> np.ndarray:
        if "NORMAL" in attributes:
            given = self._accessor(attributes["NORMAL"]).astype(np.float32)
            found = given @ np.linalg.pinv(placed[:3, :3])
            found = found[triangles]
        else:
            flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
            found = np.repeat(flat[:, None], 3, axis=1)
        length = np.linalg.norm(found, axis=-1, keepdims=True)
        return np.asarray(found / np.maximum(length, 1e-12), np.float32)

    def _accessor(self, n: int) -> np.ndarray:
        """Rows of an accessor; whole numbers that stand for shares are brought to -1 to 1."""
        accessor = self.json["accessors"][n]
        if "sparse" in accessor or "bufferView" not in accessor:
            raise MediaRefused(f"{self.name} keeps its points sparsely, which is not read")
        view = self.json["bufferViews"][accessor["bufferView"]]
        kind = np.dtype(_TYPES[accessor["componentType"]])
        width, count = _WIDTHS[accessor["type"]], int(accessor["count"])
        data = self._buffer(view["buffer"])
        start = int(view.get("byteOffset", 0)) + int(accessor.get("byteOffset", 0))
        stride = int(view.get("byteStride", 0)) or kind.itemsize * width
        end = start + stride * (count - 1) + kind.itemsize * width
        if count < 1 or start < 0 or end > len(data):
            raise _Wrong("an accessor beyond the end of its buffer")
        rows = np.ndarray(
            (count, width), kind, buffer=data, offset=start, strides=(stride, kind.itemsize)
        )
        if accessor.get("normalized") and kind.kind in "iu":
            return np.maximum(rows.astype(np.float32) / np.iinfo(kind).max, -1)
        return rows

    def _buffer(self, n: int) -> bytes:
        if n not in self._buffers:
            buffer = self.json["buffers"][n]
            uri = buffer.get("uri")
            self._buffers[n] = self.binary if uri is None else self._embedded(uri)
            if len(self._buffers[n]) < int(buffer["byteLength"]):
                raise MediaRefused(f"{self.name} breaks off before its end; export it again")
        return self._buffers[n]

    def _embedded(self, uri: str) -> bytes:
        head, mark, text = uri.partition(";base64,")
        if not mark or not head.startswith("data:"):
            raise MediaRefused(
                f"{self.name} refers to {uri[:60]!r}, another file; export it as .glb, which holds "
                "everything"
            )
        try:
            return base64.b64decode(text, validate=True)
        except binascii.Error as problem:
            raise _Wrong("an embedded buffer that is not Base64") from problem

    def _texture(self, n: int) -> np.ndarray | None:
        if n not in self._textures:
            index = self.json["textures"][n].get("source")
            self._textures[n] = None if index is None else self._image(index)
        return self._textures[n]

    def _image(self, n: int) -> np.ndarray:
        image = self.json["images"][n]
        if "uri" in image:
            data = self._embedded(image["uri"])
        else:
            view = self.json["bufferViews"][image["bufferView"]]
            start = int(view.get("byteOffset", 0))
            data = self._buffer(view["buffer"])[start : start + int(view["byteLength"])]
        texture = Blob(f"a texture of {self.name}", data)
        if not is_bitmap(texture):
            raise MediaRefused(f"a texture of {self.name} is neither PNG nor JPEG; export it again")
        return open_picture(texture, max_side=MAX_TEXTURE)


def _local(node: dict[str, Any]) -> np.ndarray:
    """A node's own transform, [4, 4]."""
    if "matrix" in node:
        return np.array(node["matrix"], float).reshape(4, 4).T
    x, y, z, w = (float(v) for v in node.get("rotation", (0, 0, 0, 1)))
    turn = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )
    found = np.eye(4)
    found[:3, :3] = turn * np.array(node.get("scale", (1, 1, 1)), float)
    found[:3, 3] = node.get("translation", (0, 0, 0))
    return found


def _triangles(order: np.ndarray, mode: int) -> np.ndarray | None:
    """Triples of indices; None for points and lines."""
    if mode == 4:
        return order[: len(order) // 3 * 3].reshape(-1, 3)
    if mode == 5:
        strip = np.stack([order[:-2], order[1:-1], order[2:]], axis=1)
        strip[1::2] = strip[1::2, ::-1]
        return strip
    if mode == 6:
        return np.stack([np.full(len(order) - 2, order[0]), order[1:-1], order[2:]], axis=1)
    return None
