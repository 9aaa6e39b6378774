using TorchSharp;

namespace NasStudio.Torch.Runtime;

/// <summary>
/// Where the forward and backward passes of training and evaluation run. The weights that are saved, the optimiser and its
/// state stay in the memory of the CPU wherever that is: a device of memory of its own gets the weights once a step, and
/// gives the summed gradients back once a step.
/// </summary>
public sealed class TorchDevice
{
    private const string NameOfCpu = "cpu";
    private const string NameOfCuda = "cuda";

    private TorchDevice(string name, bool isApart, torch.Device? place = null) => (Name, IsApart, Place) = (name, isApart, place);

    public static IReadOnlyList<string> Names { get; } = [NameOfCpu, NameOfCuda];

    public static TorchDevice Cpu { get; } = new(NameOfCpu, isApart: false);

    public string Name { get; }

    /// <summary>The CPU with the copies of a device of memory of its own, for tests of these on machines without one.</summary>
    internal static TorchDevice CpuApart { get; } = new(NameOfCpu, isApart: true);

    /// <summary>Whether weights and gradients are copied between the CPU's memory and the device's, and passes run one after the other.</summary>
    internal bool IsApart { get; }

    /// <summary>For tensors to be made there; null: TorchSharp's default, the CPU.</summary>
    internal torch.Device? Place { get; }

    /// <summary>Loads the native libraries, and looks whether the device is there.</summary>
    /// <exception cref="DeviceRefusedException">No device has that name, or this build or machine has none of that kind.</exception>
    public static TorchDevice Find(string name)
    {
        switch (name)
        {
            case NameOfCpu:
                return Cpu;
            case NameOfCuda:
                TorchRuntime.Load();
                return torch.cuda.is_available()
                    ? new TorchDevice(NameOfCuda, isApart: true, torch.CUDA)
                    : throw new DeviceRefusedException("--device cuda: TorchSharp sees no CUDA device, and training there needs one; build with -p:Torch=cuda on a machine with an NVIDIA GPU and its driver, or leave --device cpu.");
            default:
                throw new DeviceRefusedException($"--device {name}: there is no such device to train on; use {string.Join(" or ", Names)}.");
        }
    }
}

/// <summary>Training cannot run where it was told to; the message says why, and what to do.</summary>
public sealed class DeviceRefusedException(string message) : Exception(message);
