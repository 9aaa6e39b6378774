namespace NasStudio.Torch.Training.Augmentation;

/// <summary>Changes of colours, as in Pillow; pixels [C, H, W] in 0..1, in place.</summary>
internal static class ColorOperations
{
    private const int Levels = 256;

    /// <summary>Rec. 601, as Pillow turns colours into grey.</summary>
    private static readonly float[] GreyWeights = [0.299f, 0.587f, 0.114f];

    public static void Invert(Span<float> pixels)
    {
        foreach (ref var pixel in pixels)
        {
            pixel = 1 - pixel;
        }
    }

    /// <summary>Keeps the leading bits of 8.</summary>
    public static void Posterize(Span<float> pixels, int bits)
    {
        var step = 1 << (8 - Math.Clamp(bits, 0, 8));
        foreach (ref var pixel in pixels)
        {
            pixel = Level(pixel) / step * step / (Levels - 1f);
        }
    }

    /// <summary>Inverts pixels from the threshold on.</summary>
    public static void Solarize(Span<float> pixels, float threshold)
    {
        foreach (ref var pixel in pixels)
        {
            pixel = pixel < threshold ? pixel : 1 - pixel;
        }
    }

    /// <summary>Brightens the darker half.</summary>
    public static void SolarizeAdd(Span<float> pixels, float addition)
    {
        foreach (ref var pixel in pixels)
        {
            pixel = pixel < 0.5f ? Math.Min(1, pixel + addition) : pixel;
        }
    }

    /// <summary>0: black; 1: as it is.</summary>
    public static void Brightness(Span<float> pixels, float factor)
    {
        foreach (ref var pixel in pixels)
        {
            pixel = Math.Clamp(pixel * factor, 0, 1);
        }
    }

    /// <summary>0: all of the mean grey; 1: as it is.</summary>
    public static void Contrast(Span<float> pixels, ImageLayout layout, float factor)
    {
        var sum = 0.0;
        for (var i = 0; i < layout.Plane; i++)
        {
            sum += Grey(pixels, layout, i);
        }

        var mean = (float)(sum / layout.Plane);
        foreach (ref var pixel in pixels)
        {
            pixel = Math.Clamp(mean + ((pixel - mean) * factor), 0, 1);
        }
    }

    /// <summary>0: grey; 1: as it is. Grey images stay as they are.</summary>
    public static void Saturation(Span<float> pixels, ImageLayout layout, float factor)
    {
        for (var i = 0; i < layout.Plane; i++)
        {
            var grey = Grey(pixels, layout, i);
            for (var channel = 0; channel < layout.Channels; channel++)
            {
                ref var pixel = ref pixels[(channel * layout.Plane) + i];
                pixel = Math.Clamp(grey + ((pixel - grey) * factor), 0, 1);
            }
        }
    }

    /// <summary>Stretches each channel to 0..1; one of a single value stays.</summary>
    public static void AutoContrast(Span<float> pixels, ImageLayout layout)
    {
        for (var channel = 0; channel < layout.Channels; channel++)
        {
            var plane = pixels.Slice(channel * layout.Plane, layout.Plane);
            var (least, most) = (1f, 0f);
            foreach (var pixel in plane)
            {
                (least, most) = (Math.Min(least, pixel), Math.Max(most, pixel));
            }

            if (most <= least)
            {
                continue;
            }

            foreach (ref var pixel in plane)
            {
                pixel = (pixel - least) / (most - least);
            }
        }
    }

    /// <summary>Makes the histogram of each channel flat, in 256 levels, as Pillow does.</summary>
    public static void Equalize(Span<float> pixels, ImageLayout layout)
    {
        Span<int> histogram = stackalloc int[Levels];
        for (var channel = 0; channel < layout.Channels; channel++)
        {
            var plane = pixels.Slice(channel * layout.Plane, layout.Plane);
            histogram.Clear();
            foreach (var pixel in plane)
            {
                histogram[Level(pixel)]++;
            }

            var last = histogram.LastIndexOfAnyExcept(0);
            var step = (layout.Plane - histogram[last]) / (Levels - 1);
            if (step == 0)
            {
                continue;
            }

            var below = step / 2;
            for (var level = 0; level < Levels; level++)
            {
                (histogram[level], below) = (Math.Min(Levels - 1, below / step), below + histogram[level]);
            }

            foreach (ref var pixel in plane)
            {
                pixel = histogram[Level(pixel)] / (Levels - 1f);
            }
        }
    }

    private static int Level(float pixel) => (int)Math.Round(pixel * (Levels - 1));

    private static float Grey(ReadOnlySpan<float> pixels, ImageLayout layout, int place)
    {
        if (layout.Channels != GreyWeights.Length)
        {
            return pixels[place];
        }

        var grey = 0f;
        for (var channel = 0; channel < GreyWeights.Length; channel++)
        {
            grey += GreyWeights[channel] * pixels[(channel * layout.Plane) + place];
        }

        return grey;
    }
}
