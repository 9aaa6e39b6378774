using Microsoft.AspNetCore.Components;

namespace NasStudio.Web.Parts;

/// <summary>Name and path of a folder that shall be a data set.</summary>
public sealed partial class FolderForm
{
    private string _name = "";
    private string _folder = "";
    private string? _problem;
    private bool _checking;

    /// <summary>Takes name and folder, answers what is wrong, or null.</summary>
    [Parameter]
    [EditorRequired]
    public Func<string, string, Task<string?>> Register { get; set; } = default!;

    [Parameter]
    public EventCallback Close { get; set; }

    private async Task RegisterAsync()
    {
        _checking = true;
        _problem = await Register(_name.Trim(), _folder.Trim());
        _checking = false;
    }
}
