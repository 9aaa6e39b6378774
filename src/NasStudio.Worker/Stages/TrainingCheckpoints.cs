using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NasStudio.Core.Experiments;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Training;
using NasStudio.Torch.Training.Checkpoints;

namespace NasStudio.Worker.Stages;

/// <summary>Saves a training now and then, and finds where an earlier launch left it.</summary>
internal sealed class TrainingCheckpoints
{
    private readonly SupernetTrainer _trainer;
    private readonly CheckpointOptions _options;
    private readonly TimeProvider _time;
    private readonly string _folder;
    private readonly string _experiment;
    private readonly CheckpointFolder _own;
    private long _saved;
    private long _savedAt;

    public TrainingCheckpoints(ExperimentDocument experiment, SupernetTrainer trainer, string folder, TimeProvider time)
    {
        (_trainer, _options, _time, _folder) = (trainer, experiment.Training.Checkpoints, time, folder);
        _experiment = WordOf(experiment);
        _own = Of(folder);
        _savedAt = time.GetTimestamp();
    }

    /// <summary>Goes on from the newest checkpoint of this run that is whole; nothing where there is none.</summary>
    public void Resume(RunProgress progress)
    {
        var found = EarlierLaunches.Of(_folder).Prepend(_folder).Select(launch => Of(launch).Read()).OfType<TrainingCheckpoint>().MaxBy(checkpoint => checkpoint.Step);
        if (found is null)
        {
            return;
        }

        _trainer.Load(found);
        _saved = found.Step;
        progress.GoOnFrom(_trainer.Done, _trainer.Steps);
        progress.Log(string.Create(CultureInfo.InvariantCulture, $"Training goes on from its checkpoint after step {found.Step} of {_trainer.Steps}."));
    }

    /// <summary>After each step: saves where it is time to.</summary>
    public void Advance()
    {
        var isDue = (_options.Steps > 0 && _trainer.Done - _saved >= _options.Steps)
            || (_options.Interval > TimeSpan.Zero && _time.GetElapsedTime(_savedAt) >= _options.Interval);
        if (isDue)
        {
            Save();
        }
    }

    /// <summary>Saves what is not saved yet.</summary>
    public void Save()
    {
        if (_saved < _trainer.Done)
        {
            _own.Write(_trainer.Save());
            _saved = _trainer.Done;
        }

        _savedAt = _time.GetTimestamp();
    }

    private CheckpointFolder Of(string launch) => new(Path.Combine(launch, RunFolder.Checkpoints), _experiment);

    /// <summary>Of all that the weights depend on, so that a checkpoint is never taken for that of another document.</summary>
    private static string WordOf(ExperimentDocument experiment) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        ExperimentWriter.Write(experiment with { Name = "", Search = new(), StandAlone = null, Training = experiment.Training with { Checkpoints = new(), GradientProbe = false } }))));
}
