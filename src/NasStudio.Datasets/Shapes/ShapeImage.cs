using System.Numerics;
using NasStudio.Core.Randomness;

namespace NasStudio.Datasets.Shapes;

/// <summary>
/// Draws one image: a background with a gradient, strokes, one shape about the middle, turned and scaled, filled or
/// outlined, brighter than what is behind it, and noise. Coverage of a pixel is its signed distance, clamped, so edges are
/// smooth.
/// </summary>
internal static class ShapeImage
{
    public const int Size = 28;

    public static void Draw(Span<byte> pixels, int label, ShapesDifficulty difficulty, SeededRandom random)
    {
        Span<float> canvas = stackalloc float[Size * Size];
        var level = 50 + (70 * random.NextSingle());
        DrawBackground(canvas, level, difficulty.Gradient, random);

        var strokes = random.NextInt(difficulty.Strokes + 1);
        for (var i = 0; i < strokes; i++)
        {
            DrawStroke(canvas, difficulty, random);
        }

        DrawShape(canvas, label, difficulty, random);

        var noise = random.Next(difficulty.Noise);
        for (var i = 0; i < canvas.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(canvas[i] + (noise * random.NextNoise()) + 0.5f, 0, 255);
        }
    }

    private static void DrawBackground(Span<float> canvas, float level, float gradient, SeededRandom random)
    {
        var slope = new Vector2(random.NextSigned(), random.NextSigned()) * (gradient / Size);
        for (var i = 0; i < canvas.Length; i++)
        {
            canvas[i] = level + Vector2.Dot(slope, Pixel(i) - new Vector2(Size / 2f));
        }
    }

    private static void DrawStroke(Span<float> canvas, ShapesDifficulty difficulty, SeededRandom random)
    {
        var start = new Vector2(random.NextSingle(), random.NextSingle()) * Size;
        var end = start + (Direction(2 * MathF.PI * random.NextSingle()) * (4 + (10 * random.NextSingle())));
        var contrast = random.Next(difficulty.Contrast) * (random.NextBool() ? 1 : -1);
        Blend(canvas, [start, end], contrast, halfWidth: 0.5f + (0.5f * random.NextSingle()));
    }

    private static void DrawShape(Span<float> canvas, int label, ShapesDifficulty difficulty, SeededRandom random)
    {
        var corners = ShapeOutline.Draw(label, random);
        var turn = Direction(difficulty.Tilt * random.NextSigned());
        var radius = random.Next(difficulty.Radius);
        var centre = new Vector2(Size / 2f) + (difficulty.Shift * new Vector2(random.NextSigned(), random.NextSigned()));
        for (var i = 0; i < corners.Length; i++)
        {
            var corner = corners[i];
            corners[i] = centre + (radius * new Vector2((turn.X * corner.X) - (turn.Y * corner.Y), (turn.Y * corner.X) + (turn.X * corner.Y)));
        }

        var contrast = random.Next(difficulty.Contrast);
        float? halfWidth = random.NextBool(difficulty.Outlined) ? 0.6f + (0.4f * random.NextSingle()) : null;
        Blend(canvas, corners, contrast, halfWidth);
    }

    /// <summary>Adds the contrast where the polygon covers a pixel: its inside, or a line of this half-width along its edge.</summary>
    private static void Blend(Span<float> canvas, ReadOnlySpan<Vector2> corners, float contrast, float? halfWidth)
    {
        var (low, high) = (corners[0], corners[0]);
        foreach (var corner in corners)
        {
            (low, high) = (Vector2.Min(low, corner), Vector2.Max(high, corner));
        }

        var margin = (halfWidth ?? 0) + 1;
        var (left, right) = (Math.Max(0, (int)(low.X - margin)), Math.Min(Size - 1, (int)(high.X + margin)));
        var (top, bottom) = (Math.Max(0, (int)(low.Y - margin)), Math.Min(Size - 1, (int)(high.Y + margin)));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var distance = ShapeOutline.SignedDistance(corners, Pixel((y * Size) + x));
                var outside = halfWidth is { } half ? MathF.Abs(distance) - half : distance;
                canvas[(y * Size) + x] += contrast * Math.Clamp(0.5f - outside, 0, 1);
            }
        }
    }

    private static Vector2 Pixel(int index) => new((index % Size) + 0.5f, (index / Size) + 0.5f);

    /// <summary>The unit vector at this angle. In double precision first, whose rounding leaves the same single on every platform.</summary>
    private static Vector2 Direction(float angle) => new((float)Math.Cos(angle), (float)Math.Sin(angle));
}
