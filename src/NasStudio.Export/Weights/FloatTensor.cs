namespace NasStudio.Export.Weights;

/// <summary>Numbers with a shape, row-major, in managed memory.</summary>
public sealed record FloatTensor
{
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    public FloatTensor(int[] shape, float[] values)
    {
        var elements = shape.Aggregate(1L, (product, size) => product * size);
        if (elements != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill the shape [{string.Join(", ", shape)}].", nameof(values));
        }

        Shape = shape;
        Values = values;
    }

    public int[] Shape { get; }

    public float[] Values { get; }
}
