using System.Collections.Immutable;

namespace NasStudio.Export.Teachers;

/// <summary>How images come to a teacher: normalised, pixel = number × deviation + mean in 0..1, a channel.</summary>
public sealed record TeacherImages(int Channels, int Height, int Width, ImmutableArray<float> Mean, ImmutableArray<float> Deviation)
{
    public int Plane => Height * Width;

    public int Size => Channels * Plane;
}
