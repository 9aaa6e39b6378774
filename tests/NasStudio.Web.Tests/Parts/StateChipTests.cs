using Bunit;
using NasStudio.Runs.Experiments;
using NasStudio.Web.Parts;

namespace NasStudio.Web.Tests.Parts;

public sealed class StateChipTests : BunitContext
{
    [Fact]
    public void Render_EveryState_HasItsWordAndAnIcon()
    {
        foreach (var state in Enum.GetValues<RunState>())
        {
            var chip = Render<StateChip>(parameters => parameters.Add(part => part.State, state));
            Assert.Equal(state.ToString(), chip.Find(".chip").TextContent);
            Assert.NotNull(chip.Find("svg"));
        }
    }
}
