using NasStudio.Core.Randomness;
using NasStudio.Datasets;
using NasStudio.Torch.Evaluation;

namespace NasStudio.Torch.Tests;

/// <summary>Images whose class is the bright quarter, under noise: easy to learn, not free.</summary>
internal static class ToyImages
{
    public static PreparedImages Prepare(int count, ulong seed = 1) =>
        new(Create(count, seed), new ImageNormalization([0.3f], [0.25f]));

    public static LabeledImages Create(int count, ulong seed)
    {
        var (height, width) = (ToySpace.Input.Height, ToySpace.Input.Width);
        var random = new SeededRandom(seed, "toy images");
        var pixels = new byte[count * height * width];
        var labels = new int[count];
        for (var image = 0; image < count; image++)
        {
            labels[image] = random.NextInt(ToySpace.Input.Classes);
            for (var i = 0; i < height * width; i++)
            {
                var quarter = (i / width * 2 / height * 2) + (i % width * 2 / width);
                pixels[(image * height * width) + i] = (byte)(random.NextInt(150) + (quarter == labels[image] ? 80 : 0));
            }
        }

        return new LabeledImages(1, height, width, pixels, labels);
    }
}
