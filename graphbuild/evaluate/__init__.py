"""How well readings agree with what people marked: gold answers, scores by layer, the gate."""
