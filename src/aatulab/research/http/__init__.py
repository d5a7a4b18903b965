"""The look-up desk over HTTP, for a class (the extra `class`: FastAPI and uvicorn)."""
