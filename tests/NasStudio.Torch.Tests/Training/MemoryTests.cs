using System.Globalization;
using NasStudio.Core.Experiments;
using NasStudio.Core.Sampling;
using NasStudio.Torch.Supernets;
using NasStudio.Torch.Training;

namespace NasStudio.Torch.Tests.Training;

public sealed class MemoryTests
{
    private const string Statistics = "/proc/self/statm";

    [Fact]
    public void Step_AThousandTimes_KeepsResidentMemoryFlat()
    {
        Assert.SkipUnless(File.Exists(Statistics), $"{Statistics} is a file of Linux.");
        var space = new ToySpace();
        using var supernet = Supernet.Create(space.CoveringNetworks, seed: 1);
        using var train = ToyImages.Prepare(256);
        var sampler = SubnetSamplers.Create(new SamplerOptions(), space.Setting(steps: 1600, seed: 1));
        using var trainer = new SupernetTrainer(supernet, space.Expand, new TrainingOptions { Epochs = 100, BatchSize = 16 }, sampler, train, 1);
        var resident = new List<double>();
        while (resident.Count < 1000)
        {
            trainer.Step();
            resident.Add(ResidentPages());
        }

        Assert.InRange(resident[999] / resident[99], 0, 1.1);

        // No upward trend: the second half of the last 500 steps is not above the first by more than a chance page or two.
        Assert.InRange(resident[750..].Average() / resident[500..750].Average(), 0, 1.01);
    }

    private static double ResidentPages() => double.Parse(File.ReadAllText(Statistics).Split(' ')[1], CultureInfo.InvariantCulture);
}
