namespace NasStudio.Datasets.Readers.Images;

/// <summary>
/// Brings an image to the data set's size: the middle part of the same shape, scaled by a triangle filter (bilinear; wider
/// where the image shrinks, so that every pixel counts).
/// </summary>
internal static class ImageFitting
{
    private const int Channels = 3;

    /// <param name="pixels">[sourceHeight, sourceWidth, 3].</param>
    /// <returns>[height, width, 3].</returns>
    public static byte[] Fit(byte[] pixels, int sourceHeight, int sourceWidth, int height, int width)
    {
        var scale = Math.Min((double)sourceHeight / height, (double)sourceWidth / width);
        var columns = Taps(sourceWidth, width, scale);
        var rows = Taps(sourceHeight, height, scale);
        var narrow = new float[sourceHeight * width * Channels];
        for (var y = 0; y < sourceHeight; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var channel = 0; channel < Channels; channel++)
                {
                    var sum = 0f;
                    foreach (var (index, weight) in columns[x])
                    {
                        sum += weight * pixels[(((y * sourceWidth) + index) * Channels) + channel];
                    }

                    narrow[(((y * width) + x) * Channels) + channel] = sum;
                }
            }
        }

        var fitted = new byte[height * width * Channels];
        var stride = width * Channels;
        for (var i = 0; i < fitted.Length; i++)
        {
            var sum = 0f;
            foreach (var (index, weight) in rows[i / stride])
            {
                sum += weight * narrow[(index * stride) + (i % stride)];
            }

            fitted[i] = (byte)Math.Clamp(MathF.Round(sum), 0, byte.MaxValue);
        }

        return fitted;
    }

    /// <summary>Which source positions each target position is the weighted mean of.</summary>
    private static (int Index, float Weight)[][] Taps(int source, int target, double scale)
    {
        var start = (source - (target * scale)) / 2;
        var radius = Math.Max(1, scale);
        return [.. Enumerable.Range(0, target).Select(i =>
        {
            var centre = start + ((i + 0.5) * scale);
            var near = Enumerable.Range((int)Math.Floor(centre - radius), (int)Math.Ceiling(2 * radius) + 1)
                .Select(index => (Index: Math.Clamp(index, 0, source - 1), Weight: Math.Max(0, 1 - (Math.Abs(index + 0.5 - centre) / radius))))
                .ToArray();
            var sum = near.Sum(tap => tap.Weight);
            return Array.ConvertAll(near, tap => (tap.Index, (float)(tap.Weight / sum)));
        })];
    }
}
