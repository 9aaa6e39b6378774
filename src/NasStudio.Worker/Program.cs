using NasStudio.Runs.Launching;
using NasStudio.Torch.Runtime;
using NasStudio.Worker.Commands;

// The process that does one run. "attach FOLDER" works for a studio, "run experiment.json --out DIR" alone; "device NAME" only
// answers whether runs can train there.
return args switch
{
    ["attach", var folder] => await AttachCommand.RunAsync(folder),
    ["device", var device] => DeviceCommand.Run(device),
    ["run", _, "--out", _, ..] when !WorkerEnvironment.IsSet => await Relaunch.RunAsync(args),
    ["run", var file, "--out", var folder] => await RunCommand.RunAsync(file, folder, TorchDevice.Cpu.Name),
    ["run", var file, "--out", var folder, "--device", var device] => await RunCommand.RunAsync(file, folder, device),
    _ => Usage.Print(),
};
