using NasStudio.Runs.Protocol;
using NasStudio.Torch.Runtime;

namespace NasStudio.Worker.Commands;

/// <summary>Looks whether training can run on a device, so that a studio can refuse to start instead of failing every run.</summary>
internal static class DeviceCommand
{
    public static int Run(string device)
    {
        try
        {
            TorchDevice.Find(device);
            return WorkerExit.Done;
        }
        catch (DeviceRefusedException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return WorkerExit.BadInput;
        }
    }
}
