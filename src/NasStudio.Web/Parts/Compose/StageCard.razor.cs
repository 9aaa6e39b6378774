using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Components;
using NasStudio.Core.Blocks;

namespace NasStudio.Web.Parts.Compose;

/// <summary>One stage of the search space. Its fields are those that its block kind names, so a new kind needs nothing here.</summary>
public sealed partial class StageCard
{
    private static readonly ImmutableArray<string> Kinds = [.. BlockKinds.All.Select(block => block.Kind)];
    private static readonly ImmutableArray<string> Strides = ["1", "2"];

    [Parameter]
    [EditorRequired]
    public int Index { get; set; }

    private string Block => JsonToken.Show(Draft[At("block")]);

    private string BlockId => $"field-{At("block")}";

    private IEnumerable<string> BlockErrors => Check.At(At("block"));

    private IEnumerable<BlockField> Fields => BlockKinds.Find(Block)?.Fields ?? [];

    private void ChooseBlock(ChangeEventArgs change) => Draft.SetBlock(Index, change.Value as string ?? "");

    private static IReadOnlyList<string>? OptionsOf(BlockField field) => field is BlockField.Word word ? [.. word.Words] : null;

    /// <summary>"squeezeExcite" as "Squeeze excite".</summary>
    private static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(words.Length == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return words.ToString();
    }

    private string At(string field) => $"searchSpace.stages[{Index}].{field}";
}
