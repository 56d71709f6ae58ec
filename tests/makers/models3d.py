"""Small 3D models, written as glTF files."""

import base64
import json
import struct

import cv2
import numpy as np


def glb(meshes, *, embedded=False, version=2):
    """A model: dicts with points, triangles, and perhaps normals, uvs, colour, texture, placed."""
    chunks, views, accessors, primitives, materials = [], [], [], [], []
    images, nodes = [], []

    def view(data):
        views.append({"buffer": 0, "byteOffset": sum(map(len, chunks)), "byteLength": len(data)})
        chunks.append(data + bytes(-len(data) % 4))
        return len(views) - 1

    def accessor(rows, kind, width):
        rows = np.ascontiguousarray(rows)
        accessors.append(
            {
                "bufferView": view(rows.tobytes()),
                "componentType": kind,
                "count": len(rows),
                "type": width,
            }
        )
        return len(accessors) - 1

    for mesh in meshes:
        attributes = {"POSITION": accessor(np.float32(mesh["points"]), 5126, "VEC3")}
        if "normals" in mesh:
            attributes["NORMAL"] = accessor(np.float32(mesh["normals"]), 5126, "VEC3")
        if "uvs" in mesh:
            attributes["TEXCOORD_0"] = accessor(np.float32(mesh["uvs"]), 5126, "VEC2")
        metal = {"baseColorFactor": [*mesh.get("colour", (1, 1, 1)), 1]}
        if "texture" in mesh:
            data = cv2.imencode(".png", mesh["texture"])[1].tobytes()
            images.append({"bufferView": view(data), "mimeType": "image/png"})
            metal["baseColorTexture"] = {"index": len(images) - 1}
        materials.append({"pbrMetallicRoughness": metal})
        indices = np.uint32(mesh["triangles"]).ravel()
        primitives.append(
            {
                "attributes": attributes,
                "indices": accessor(indices, 5125, "SCALAR"),
                "material": len(materials) - 1,
            }
        )
        nodes.append({"mesh": len(nodes)} | mesh.get("placed", {}))
    binary = b"".join(chunks)
    document = {
        "asset": {"version": "2.0"},
        "scene": 0,
        "scenes": [{"nodes": list(range(len(nodes)))}],
        "nodes": nodes,
        "meshes": [{"primitives": [p]} for p in primitives],
        "materials": materials,
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(binary)}],
    }
    if images:
        document |= {"images": images, "textures": [{"source": n} for n in range(len(images))]}
    if embedded:
        uri = "data:application/octet-stream;base64," + base64.b64encode(binary).decode()
        document["buffers"][0]["uri"] = uri
        return json.dumps(document).encode()
    text = json.dumps(document).encode()
    text += b" " * (-len(text) % 4)
    body = struct.pack("<I4s", len(text), b"JSON") + text
    body += struct.pack("<I4s", len(binary), b"BIN\0") + binary
    return struct.pack("<4sII", b"glTF", version, 12 + len(body)) + body


def box(size=(1.0, 1.0, 1.0), **given):
    """A box with a face's own corners and coordinates for each side."""
    points, uvs, triangles = [], [], []
    for axis in range(3):
        for sign in (-1, 1):
            first = len(points)
            for u, v in ((0, 0), (1, 0), (1, 1), (0, 1)):
                point = [0.0, 0.0, 0.0]
                point[axis] = sign / 2
                point[(axis + 1) % 3] = u - 0.5
                point[(axis + 2) % 3] = v - 0.5
                points.append([p * s for p, s in zip(point, size, strict=True)])
                uvs.append((u, v))
            triangles += [(first, first + 1, first + 2), (first, first + 2, first + 3)]
    return {"points": points, "uvs": uvs, "triangles": triangles} | given


def vase(around=64, up=40, **given):
    """A turned vase with smooth normals."""
    angles = np.linspace(0, 2 * np.pi, around, endpoint=False)
    heights = np.linspace(0, 1, up)
    radii = 0.28 + 0.16 * np.sin(heights * 5.2 + 0.4) + 0.05 * heights
    points = [
        (r * np.cos(a), h * 1.4, r * np.sin(a))
        for h, r in zip(heights, radii, strict=True)
        for a in angles
    ]
    slope = np.gradient(radii, heights * 1.4)
    normals = [(np.cos(a), -s, np.sin(a)) for s in slope for a in angles]
    triangles = []
    for row in range(up - 1):
        for k in range(around):
            a, b = row * around + k, row * around + (k + 1) % around
            triangles += [(a, a + around, b), (b, a + around, b + around)]
    return {"points": points, "normals": normals, "triangles": triangles} | given
