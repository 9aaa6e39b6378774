using System.Buffers;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Turns, shears and moves of an image around its centre, bilinear; what comes in is black. Pixels [C, H, W] in 0..1, in place.</summary>
internal static class AffineOperations
{
    /// <param name="angle">In radians, counter-clockwise on the screen.</param>
    public static void Rotate(Span<float> pixels, ImageLayout layout, double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        Apply(pixels, layout, new AffineMap(cos, -sin, sin, cos));
    }

    public static void Apply(Span<float> pixels, ImageLayout layout, AffineMap map)
    {
        var rented = ArrayPool<float>.Shared.Rent(layout.Size);
        var source = rented.AsSpan(0, layout.Size);
        pixels.CopyTo(source);
        var (centreX, centreY) = ((layout.Width - 1) / 2.0, (layout.Height - 1) / 2.0);
        for (var y = 0; y < layout.Height; y++)
        {
            for (var x = 0; x < layout.Width; x++)
            {
                var (dx, dy) = (x - centreX, y - centreY);
                var fromX = centreX + (map.XX * dx) + (map.XY * dy) + map.MoveX;
                var fromY = centreY + (map.YX * dx) + (map.YY * dy) + map.MoveY;
                for (var channel = 0; channel < layout.Channels; channel++)
                {
                    pixels[(channel * layout.Plane) + (y * layout.Width) + x] = Sample(source.Slice(channel * layout.Plane, layout.Plane), layout, fromX, fromY);
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static float Sample(ReadOnlySpan<float> plane, ImageLayout layout, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (right, down) = ((float)(x - left), (float)(y - top));
        return ((1 - down) * (((1 - right) * Pixel(plane, layout, left, top)) + (right * Pixel(plane, layout, left + 1, top))))
            + (down * (((1 - right) * Pixel(plane, layout, left, top + 1)) + (right * Pixel(plane, layout, left + 1, top + 1))));
    }

    private static float Pixel(ReadOnlySpan<float> plane, ImageLayout layout, int x, int y) =>
        x >= 0 && x < layout.Width && y >= 0 && y < layout.Height ? plane[(y * layout.Width) + x] : 0;
}
