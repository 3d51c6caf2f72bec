"""The inspector of cast, places and props."""
