"""The scratch sound of a drawn shot: the air of its place, its ticks, and voices that murmur or speak."""
