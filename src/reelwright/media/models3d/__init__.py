"""Models in 3D (glTF): read, and drawn as pictures."""
