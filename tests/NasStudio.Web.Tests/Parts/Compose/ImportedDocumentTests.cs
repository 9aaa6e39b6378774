using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class ImportedDocumentTests
{
    [Fact]
    public void Read_EveryBuiltInSpace_IsASpace() => Assert.All(BuiltInSpaces.All, space =>
    {
        var document = ImportedDocument.Read(SearchSpaceWriter.Write(space));
        Assert.True(document.IsSpace);
        Assert.Equal(space.Name, document.Name);
    });

    [Fact]
    public void Read_Experiment_IsNoSpace() => Assert.False(ImportedDocument.Read(NewExperimentText.Of("hybrid-tiny", "shapes")).IsSpace);

    [Theory]
    [InlineData("{ \"name\": ", "is not JSON")]
    [InlineData("[1]", "a list, not an object")]
    [InlineData("{ \"epochs\": 3 }", "The object has epochs; an experiment has \"searchSpace\" or \"table\"")]
    public void Read_AnythingElse_SaysWhatWasFoundAndWhatIsExpected(string text, string part) =>
        Assert.Contains(part, Assert.Throws<InvalidDataException>(() => ImportedDocument.Read(text)).Message, StringComparison.Ordinal);
}
