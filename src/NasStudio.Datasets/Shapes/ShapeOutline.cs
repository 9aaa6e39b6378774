using System.Collections.Immutable;
using System.Numerics;
using NasStudio.Core.Randomness;

namespace NasStudio.Datasets.Shapes;

/// <summary>The classes of "shapes", each a polygon of circumradius about 1; curves have enough corners to look round at 28 pixels.</summary>
internal static class ShapeOutline
{
    private const int RoundCorners = 20;

    private static readonly ImmutableArray<(string Name, Func<SeededRandom, Vector2[]> Draw)> Kinds =
    [
        ("circle", _ => Regular(RoundCorners)),
        ("ellipse", random => Squeezed(Regular(RoundCorners), random)),
        ("triangle", _ => Regular(3)),
        ("square", _ => Regular(4)),
        ("rectangle", random => Squeezed(Turned(Regular(4), MathF.PI / 4), random)),
        ("pentagon", _ => Regular(5)),
        ("star", random => Star(5, 0.4f + (0.1f * random.NextSingle()))),
        ("cross", random => Cross(0.26f + (0.1f * random.NextSingle()))),
        ("crescent", random => Crescent(0.35f + (0.25f * random.NextSingle()))),
        ("arrow", random => Arrow(0.2f + (0.12f * random.NextSingle()))),
    ];

    public static ImmutableArray<string> Names { get; } = [.. Kinds.Select(kind => kind.Name)];

    /// <summary>Corners in order, for this class and one draw of what varies within it.</summary>
    public static Vector2[] Draw(int label, SeededRandom random) => Kinds[label].Draw(random);

    /// <summary>Distance to the polygon's edge, negative inside (winding by crossings, any simple polygon).</summary>
    public static float SignedDistance(ReadOnlySpan<Vector2> corners, Vector2 point)
    {
        var squared = float.MaxValue;
        var inside = false;
        var previous = corners[^1];
        foreach (var corner in corners)
        {
            var edge = previous - corner;
            var offset = point - corner;
            var along = Math.Clamp(Vector2.Dot(offset, edge) / edge.LengthSquared(), 0, 1);
            squared = MathF.Min(squared, (offset - (along * edge)).LengthSquared());
            if ((corner.Y > point.Y) != (previous.Y > point.Y)
                && point.X < corner.X + (edge.X * (point.Y - corner.Y) / edge.Y))
            {
                inside = !inside;
            }

            previous = corner;
        }

        return inside ? -MathF.Sqrt(squared) : MathF.Sqrt(squared);
    }

    private static Vector2[] Regular(int corners) => [.. Enumerable.Range(0, corners).Select(i => Polar(1, 2 * MathF.PI * i / corners))];

    private static Vector2[] Turned(Vector2[] corners, float angle)
    {
        var turn = Matrix3x2.CreateRotation(angle);
        return Array.ConvertAll(corners, corner => Vector2.Transform(corner, turn));
    }

    private static Vector2[] Squeezed(Vector2[] corners, SeededRandom random)
    {
        var ratio = 0.45f + (0.25f * random.NextSingle());
        return Array.ConvertAll(corners, corner => corner with { Y = corner.Y * ratio });
    }

    private static Vector2[] Star(int points, float inner) =>
        [.. Enumerable.Range(0, 2 * points).Select(i => Polar(i % 2 == 0 ? 1 : inner, MathF.PI * i / points))];

    private static Vector2[] Cross(float arm) =>
    [
        new(arm, arm), new(arm, 1), new(-arm, 1), new(-arm, arm), new(-1, arm), new(-1, -arm),
        new(-arm, -arm), new(-arm, -1), new(arm, -1), new(arm, -arm), new(1, -arm), new(1, arm),
    ];

    /// <summary>The unit disc's left part, its right side hollowed by an ellipse of half-width <paramref name="hollow"/>.</summary>
    private static Vector2[] Crescent(float hollow)
    {
        const int Half = RoundCorners / 2;
        var outer = Enumerable.Range(0, Half + 1).Select(i => Polar(1, MathF.PI * (0.5f + ((float)i / Half))));
        var inner = Enumerable.Range(1, Half - 1).Select(i => Polar(1, MathF.PI * (1.5f - ((float)i / Half))));
        return [.. outer.Concat(inner.Select(corner => corner with { X = corner.X * hollow })).Select(corner => corner + new Vector2(0.4f, 0))];
    }

    private static Vector2[] Arrow(float shaft) =>
        [new(1, 0), new(0.1f, 0.75f), new(0.1f, shaft), new(-1, shaft), new(-1, -shaft), new(0.1f, -shaft), new(0.1f, -0.75f)];

    private static Vector2 Polar(float radius, float angle) => radius * new Vector2((float)Math.Cos(angle), (float)Math.Sin(angle));
}
