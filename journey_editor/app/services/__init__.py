"""Services of a window: files, imports, pictures, clipboard and thumbnails."""
