namespace NasStudio.Datasets.Shapes;

/// <summary>
/// What makes a generated image hard to read. The defaults are tuned so that the smallest and the largest subnet of
/// hybrid-tiny differ by many points after a short training, and neither is perfect: 6,000 images, 3 epochs of the
/// sandwich rule at learning rate 0.006 gave about 0.69 and 0.93 on the validation split.
/// </summary>
public sealed record ShapesDifficulty
{
    /// <summary>Circumradius of the shape in pixels.</summary>
    public Interval Radius { get; init; } = new(7, 11);

    /// <summary>Farthest distance of the shape's centre from the image's, in pixels and per axis.</summary>
    public float Shift { get; init; } = 2;

    /// <summary>Largest turn to either side, in radians.</summary>
    public float Tilt { get; init; } = 0.6f;

    /// <summary>Grey levels by which the shape is brighter than the background.</summary>
    public Interval Contrast { get; init; } = new(50, 130);

    /// <summary>Standard deviation of the noise, in grey levels.</summary>
    public Interval Noise { get; init; } = new(3, 14);

    /// <summary>Grey levels by which the background changes from the middle to an edge.</summary>
    public float Gradient { get; init; } = 30;

    /// <summary>Part of the images in which only the outline is drawn.</summary>
    public double Outlined { get; init; } = 0.25;

    /// <summary>Most straight strokes behind and across the shape.</summary>
    public int Strokes { get; init; } = 2;
}

/// <summary>Where a uniform draw falls.</summary>
public readonly record struct Interval(float Minimum, float Maximum);
