namespace NasStudio.Datasets.Shapes;

/// <summary>
/// What makes a generated image hard to read. The defaults are tuned so that a network of 0.1 M MACs and one of 3 M
/// differ by several points after a short training, and neither is perfect.
/// </summary>
public sealed record ShapesDifficulty
{
    /// <summary>Circumradius of the shape in pixels.</summary>
    public Range Radius { get; init; } = new(7.5f, 11);

    /// <summary>Farthest distance of the shape's centre from the image's, in pixels and per axis.</summary>
    public float Shift { get; init; } = 2;

    /// <summary>Largest turn to either side, in radians.</summary>
    public float Tilt { get; init; } = 0.7f;

    /// <summary>Grey levels between shape and background.</summary>
    public Range Contrast { get; init; } = new(60, 130);

    /// <summary>Standard deviation of the noise, in grey levels.</summary>
    public Range Noise { get; init; } = new(2, 10);

    /// <summary>Grey levels by which the background changes from the middle to an edge.</summary>
    public float Gradient { get; init; } = 30;

    /// <summary>Part of the images in which only the outline is drawn.</summary>
    public double Outlined { get; init; } = 0.3;

    /// <summary>Most straight strokes behind and across the shape.</summary>
    public int Strokes { get; init; } = 2;
}

/// <summary>Where a uniform draw falls.</summary>
public readonly record struct Range(float Minimum, float Maximum);
