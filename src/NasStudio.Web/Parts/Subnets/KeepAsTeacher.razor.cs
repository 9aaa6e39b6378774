using Microsoft.AspNetCore.Components;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Subnets;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>Makes a trained subnet a teacher of later experiments, under a name that says where it comes from.</summary>
public sealed partial class KeepAsTeacher
{
    private string? _kept;
    private string? _problem;

    [Parameter]
    [EditorRequired]
    public NewestRun Newest { get; set; } = default!;

    [Parameter]
    [EditorRequired]
    public Subnet Subnet { get; set; } = default!;

    [Inject]
    private SubnetTeachers Teachers { get; set; } = default!;

    private void Keep()
    {
        var name = SubnetTeachers.NameFor(Newest, Subnet);
        try
        {
            Teachers.Keep(Newest, Subnet, name);
            _kept = name;
        }
        catch (Exception error) when (error is ArgumentException or FileNotFoundException or InvalidDataException)
        {
            _problem = error.Message;
        }
    }
}
