using System.Collections.Immutable;
using NasStudio.Core.Randomness;

namespace NasStudio.Web.Parts;

/// <summary>A front as a search finds one, for the eye alone: there is nothing to read in it.</summary>
public sealed partial class ExampleFront
{
    private static readonly ImmutableArray<(int X, int Y)> Front = [(60, 270), (96, 206), (142, 160), (206, 122), (288, 92), (392, 70), (520, 56)];
    private static readonly ImmutableArray<(int X, int Y)> Cloud = Scatter();
    private static readonly string Line = $"M{Front[0].X} {Front[0].Y}" + string.Concat(Front.Skip(1).Select(point => $" H{point.X} V{point.Y}"));

    /// <summary>Points right of the front and below it.</summary>
    private static ImmutableArray<(int X, int Y)> Scatter()
    {
        var random = new SeededRandom(1, "example front");
        var points = ImmutableArray.CreateBuilder<(int, int)>();
        for (var i = 0; i < 70; i++)
        {
            var (x, y) = Front[random.NextInt(Front.Length)];
            points.Add((Math.Min(620, x + 8 + random.NextInt(110)), Math.Min(304, y + 10 + random.NextInt(120))));
        }

        return points.ToImmutable();
    }
}
