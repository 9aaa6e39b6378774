using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Protocol;

namespace NasStudio.Runs.Scheduling;

/// <summary>Lays out what a worker finds in its folder: the order, readable by its owner only, and the experiment.</summary>
internal static class LaunchFolder
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void Write(WorkOrder order, ExperimentDocument experiment)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(order.Folder);
        }
        else
        {
            Directory.CreateDirectory(order.Folder, OwnerFolder);
        }

        File.WriteAllText(Path.Combine(order.Folder, RunFolder.Experiment), ExperimentJson.Write(experiment));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            // From its first byte on: the token in it is the worker's only credential.
            options.UnixCreateMode = OwnerFile;
        }

        using var file = new FileStream(Path.Combine(order.Folder, RunFolder.Order), options);
        JsonSerializer.Serialize(file, order, RunJson.Options);
    }
}
