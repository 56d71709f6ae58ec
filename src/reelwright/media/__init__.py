"""The only room that touches PyAV and OpenCV."""
