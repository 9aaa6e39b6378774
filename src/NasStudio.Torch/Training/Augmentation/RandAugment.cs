using NasStudio.Core.Randomness;

namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// Random operations on an image (Cubuk et al. 2020), drawn with replacement, each applied with probability ½, its strength
/// normal around the magnitude with deviation ½, as in timm; the operations are those of its "increasing" set without
/// sharpness, colour ones on pixels in 0..1. Uncovered pixels are black.
/// </summary>
internal sealed class RandAugment(int count, double magnitude) : IImageAugmentation
{
    private const double Probability = 0.5;
    private const double Deviation = 0.5;
    private const double Strongest = 10;

    private static readonly Operation[] Operations =
    [
        (image, layout, _, _) => ColorOperations.AutoContrast(image, layout),
        (image, layout, _, _) => ColorOperations.Equalize(image, layout),
        (image, _, _, _) => ColorOperations.Invert(image),
        (image, _, level, _) => ColorOperations.Posterize(image, 4 - (int)(level * 4)),
        (image, _, level, _) => ColorOperations.Solarize(image, (float)(1 - level)),
        (image, _, level, _) => ColorOperations.SolarizeAdd(image, (float)(level * 110 / 255)),
        (image, _, level, random) => ColorOperations.Brightness(image, Factor(level, random)),
        (image, layout, level, random) => ColorOperations.Contrast(image, layout, Factor(level, random)),
        (image, layout, level, random) => ColorOperations.Saturation(image, layout, Factor(level, random)),
        (image, layout, level, random) => AffineOperations.Rotate(image, layout, Signed(level, random) * Math.PI / 6),
        (image, layout, level, random) => AffineOperations.Apply(image, layout, new(1, Signed(level, random) * 0.3, 0, 1)),
        (image, layout, level, random) => AffineOperations.Apply(image, layout, new(1, 0, Signed(level, random) * 0.3, 1)),
        (image, layout, level, random) => AffineOperations.Apply(image, layout, AffineMap.Move(Signed(level, random) * 0.45 * layout.Width, 0)),
        (image, layout, level, random) => AffineOperations.Apply(image, layout, AffineMap.Move(0, Signed(level, random) * 0.45 * layout.Height)),
    ];

    /// <param name="level">Strength, 0..1.</param>
    private delegate void Operation(Span<float> pixels, ImageLayout layout, double level, SeededRandom random);

    public void Apply(Span<float> image, ImageLayout layout, SeededRandom random)
    {
        for (var channel = 0; channel < layout.Channels; channel++)
        {
            foreach (ref var value in image.Slice(channel * layout.Plane, layout.Plane))
            {
                value = Math.Clamp((value * layout.Deviation[channel]) + layout.Mean[channel], 0, 1);
            }
        }

        for (var i = 0; i < count; i++)
        {
            var operation = Operations[random.NextInt(Operations.Length)];
            if (random.NextBool(Probability))
            {
                operation(image, layout, Math.Clamp(magnitude + (random.NextGaussian() * Deviation), 0, Strongest) / Strongest, random);
            }
        }

        for (var channel = 0; channel < layout.Channels; channel++)
        {
            foreach (ref var value in image.Slice(channel * layout.Plane, layout.Plane))
            {
                value = (value - layout.Mean[channel]) / layout.Deviation[channel];
            }
        }
    }

    /// <summary>Of an enhancement: 1 changes nothing; 0.1 to 1.9.</summary>
    private static float Factor(double level, SeededRandom random) => (float)(1 + (0.9 * Signed(level, random)));

    private static double Signed(double level, SeededRandom random) => random.NextBool() ? level : -level;
}
