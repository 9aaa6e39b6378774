using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// Two hidden layers with ReLU and one linear output, trained on the mean squared error by Adam (Kingma and Ba 2015) with
/// decoupled weight decay (Loshchilov and Hutter 2019), its rate falling linearly to 0.
/// </summary>
internal sealed class Perceptron
{
    private const int Hidden = 32;
    private const int Epochs = 100;
    private const int MostSteps = 1_000;
    private const int BatchSize = 16;
    private const double Rate = 0.01;
    private readonly PerceptronLayer[] _layers;

    public Perceptron(int inputs, SeededRandom random) => _layers =
    [
        new(inputs, Hidden, random),
        new(Hidden, Hidden, random),
        new(Hidden, 1, random),
    ];

    public double Predict(double[] input)
    {
        var value = input;
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            var output = new double[_layers[layer].Outputs];
            _layers[layer].Forward(value, output, rectify: layer < _layers.Length - 1);
            value = output;
        }

        return value[0];
    }

    public void Train(double[][] inputs, double[] targets, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, inputs.Length)];
        var outputs = Array.ConvertAll(_layers, layer => new double[layer.Outputs]);
        var errors = Array.ConvertAll(_layers, layer => new double[layer.Outputs]);
        var batches = (order.Length + BatchSize - 1) / BatchSize;
        var steps = Math.Min(Epochs * batches, MostSteps);
        for (var step = 0; step < steps; step++)
        {
            if (step % batches == 0)
            {
                random.Shuffle<int>(order);
            }

            var start = step % batches * BatchSize;
            var batch = order.AsSpan(start, Math.Min(BatchSize, order.Length - start));
            foreach (var sample in batch)
            {
                Backpropagate(inputs[sample], targets[sample], outputs, errors, 1.0 / batch.Length);
            }

            foreach (var layer in _layers)
            {
                layer.Step(Rate * (1 - (step / (double)steps)));
            }
        }
    }

    private void Backpropagate(double[] input, double target, double[][] outputs, double[][] errors, double weight)
    {
        for (var layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].Forward(layer == 0 ? input : outputs[layer - 1], outputs[layer], rectify: layer < _layers.Length - 1);
        }

        errors[^1][0] = 2 * weight * (outputs[^1][0] - target);
        for (var layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _layers[layer].Accumulate(layer == 0 ? input : outputs[layer - 1], errors[layer]);
            if (layer > 0)
            {
                _layers[layer].Backward(errors[layer], outputs[layer - 1], errors[layer - 1]);
            }
        }
    }
}
