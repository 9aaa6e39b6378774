using System.Text.Json.Nodes;
using NasStudio.Core.Spaces;
using NasStudio.Web.Parts.Compose;

namespace NasStudio.Web.Tests.Parts.Compose;

public sealed class ExperimentDraftTests
{
    private readonly ExperimentDraft _draft = new(
        NewExperimentText.Of("hybrid-tiny", "shapes"),
        BuiltInSpaces.All.ToDictionary(space => space.Name, SearchSpaceWriter.ToJson, StringComparer.Ordinal));

    [Fact]
    public void Set_FieldOfANamedSpace_MakesTheSpaceItsOwnAndLeavesTheOriginal()
    {
        _draft.Set("searchSpace.stages[0].width", new JsonArray(8, 24));
        Assert.True(_draft.HasOwnSpace);
        Assert.Equal("hybrid-tiny-edited", JsonToken.Show(_draft["searchSpace.name"]));
        Assert.Equal(["8", "24"], JsonToken.List(_draft["searchSpace.stages[0].width"]));
        _draft.Set("searchSpace", JsonValue.Create("hybrid-tiny"));
        Assert.Equal(["8", "16"], JsonToken.List(_draft["searchSpace.stages[0].width"]));
    }

    [Fact]
    public void Set_AnyField_StandsInTheText()
    {
        _draft.Set("training.epochs", JsonToken.Read("7"));
        Assert.Contains("\"epochs\": 7", _draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_LastBoundTakenAway_LeavesNoEmptyObjects()
    {
        _draft.Set("search.constraints.macs.max", JsonToken.Read("5000000"));
        _draft.Set("search.constraints.macs.max", null);
        Assert.DoesNotContain("constraints", _draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_EntryOfAnAbsentList_MakesTheList()
    {
        _draft.ReplaceText("{}");
        _draft.Set("search.objectives[0]", JsonValue.Create("accuracy"));
        Assert.Equal("""{"search":{"objectives":["accuracy"]}}""", _draft.Root.ToJsonString());
    }

    [Fact]
    public void ReplaceText_Broken_IsKeptAsTypedAndTheFormChangesNothing()
    {
        _draft.ReplaceText("{ \"name\": ");
        _draft.Set("training.epochs", JsonToken.Read("7"));
        Assert.False(_draft.IsReadable);
        Assert.Equal("{ \"name\": ", _draft.Text);
    }

    [Fact]
    public void ReplaceText_PropertyGivenTwice_IsNotReadable()
    {
        _draft.ReplaceText("{ \"name\": \"a\", \"name\": \"b\" }");
        Assert.False(_draft.IsReadable);
    }

    [Fact]
    public void Undo_AfterAnEdit_RestoresTheText()
    {
        var before = _draft.Text;
        _draft.RemoveStage(0);
        Assert.NotEqual(before, _draft.Text);
        _draft.Undo();
        Assert.Equal(before, _draft.Text);
    }

    [Fact]
    public void Redo_AfterUndo_RestoresTheTextUntilSomethingElseChanges()
    {
        var before = _draft.Text;
        _draft.RemoveStage(0);
        var after = _draft.Text;
        _draft.Undo();
        _draft.Redo();
        Assert.Equal(after, _draft.Text);

        _draft.Undo();
        _draft.Set("seed", JsonToken.Read("2"));
        Assert.False(_draft.CanRedo);
        _draft.Undo();
        Assert.Equal(before, _draft.Text);
    }

    [Fact]
    public void Type_WithoutAPause_IsUndoneAtOnce()
    {
        var before = _draft.Text;
        _draft.Type("training.epochs", JsonToken.Read("1"));
        _draft.Type("training.epochs", JsonToken.Read("12"));
        _draft.Settle();
        _draft.Type("training.epochs", JsonToken.Read("120"));
        _draft.Undo();
        Assert.Equal("12", JsonToken.Show(_draft["training.epochs"]));
        _draft.Undo();
        Assert.Equal(before, _draft.Text);
    }

    [Fact]
    public void Undo_MoreOftenThanRemembered_StopsAtTheOldestThatIsKept()
    {
        for (var seed = 0; seed < 250; seed++)
        {
            _draft.Set("seed", JsonToken.Read($"{seed}"));
        }

        while (_draft.CanUndo)
        {
            _draft.Undo();
        }

        Assert.Equal("49", JsonToken.Show(_draft["seed"]));
    }

    [Fact]
    public void MoveStage_BeyondTheEnds_ChangesNothing()
    {
        var before = _draft.Text;
        _draft.MoveStage(0, -1);
        _draft.MoveStage(3, 4);
        Assert.Equal(before, _draft.Text);
        Assert.False(_draft.CanUndo);
        _draft.MoveStage(0, 3);
        Assert.Equal("conv2,vit1,vit2,conv1", Names());
        Assert.Equal("Stage conv1 is now number 4 of 4.", _draft.Told);
    }

    [Theory]
    [InlineData("mbconv", "conv3")]
    [InlineData("transformer", "vit3")]
    public void AddStage_OfAKind_IsLikeTheLastOfThatKindUnderAFreshName(string block, string name)
    {
        _draft.AddStage(block);
        Assert.Equal(5, _draft.Stages);
        Assert.Equal(name, _draft.NameOf(4));
        Assert.Equal(block, JsonToken.Show(_draft["searchSpace.stages[4].block"]));
    }

    [Fact]
    public void Stages_DuplicatedMovedAndRemoved_KeepNamesDistinct()
    {
        _draft.DuplicateStage(3);
        Assert.Equal("conv1,conv2,vit1,vit2,vit3", Names());
        _draft.MoveStage(4, 3);
        Assert.Equal("conv1,conv2,vit1,vit3,vit2", Names());
        _draft.RemoveStage(0);
        Assert.Equal("conv2,vit1,vit3,vit2", Names());
    }

    private string Names() => string.Join(',', Enumerable.Range(0, _draft.Stages).Select(stage => JsonToken.Show(_draft[$"searchSpace.stages[{stage}].name"])));
}
