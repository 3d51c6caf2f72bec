"""ComfyUI: graphs somebody drew, filled and queued on a server of one's own or one that is rented."""
