"""The look-up desk over HTTP, for a class (FastAPI, uvicorn)."""
