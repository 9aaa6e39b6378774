using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace NasStudio.Web.Parts.Compose;

/// <summary>Takes a document from a file or from a pasted text.</summary>
public sealed partial class ImportPanel
{
    /// <summary>The largest document that is taken, in bytes.</summary>
    public const int Largest = 1 << 20;

    private string _text = "";
    private string? _problem;

    [Parameter]
    public EventCallback<ImportedDocument> Take { get; set; }

    [Parameter]
    public EventCallback Close { get; set; }

    private async Task ReadFileAsync(InputFileChangeEventArgs change)
    {
        if (change.File.Size > Largest)
        {
            _problem = $"{change.File.Name} has {Figures.Bytes(change.File.Size)}; a document has at most {Figures.Bytes(Largest)}.";
            return;
        }

        try
        {
            using var reader = new StreamReader(change.File.OpenReadStream(Largest), Encoding.UTF8);
            await TakeAsync(await reader.ReadToEndAsync());
        }
        catch (IOException error)
        {
            _problem = $"{change.File.Name} could not be read: {error.Message} Choose it again.";
        }
    }

    private async Task TakeAsync(string text)
    {
        try
        {
            var document = ImportedDocument.Read(text);
            (_problem, _text) = (null, "");
            await Take.InvokeAsync(document);
        }
        catch (InvalidDataException refused)
        {
            _problem = refused.Message;
        }
    }
}
