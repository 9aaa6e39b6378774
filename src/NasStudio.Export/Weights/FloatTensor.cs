namespace NasStudio.Export.Weights;

/// <summary>Numbers with a shape, row-major, in managed memory.</summary>
public sealed record FloatTensor(int[] Shape, float[] Values);
