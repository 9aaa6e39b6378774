using NasStudio.Export.Formats;
using NasStudio.Export.Teachers;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;

namespace NasStudio.Web.Subnets;

/// <summary>Keeps trained subnets as teachers of later experiments.</summary>
public sealed class SubnetTeachers(SubnetFiles files, TeacherFolder teachers)
{
    private const string Format = "onnx";

    /// <summary>A name that says where the teacher comes from.</summary>
    public static string NameFor(NewestRun newest, Subnet subnet) => Path.GetFileNameWithoutExtension(SubnetFileName.Of(newest.Experiment.Name, subnet.Id, Format));

    /// <exception cref="ArgumentException">The name is no file name, or is taken.</exception>
    /// <exception cref="FileNotFoundException">As <see cref="SubnetFiles.Package"/>.</exception>
    /// <exception cref="InvalidDataException">As <see cref="SubnetFiles.Package"/>.</exception>
    public void Keep(NewestRun newest, Subnet subnet, string name)
    {
        var package = files.Package(newest.Experiment, newest.Snapshot!.Run, newest.Measured(subnet));
        teachers.Add(name, stream => Exporters.Find(Format)!.Write(package, stream));
    }
}
