(function () {
  'use strict';
  var SUPERSCRIPT = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079';

  function raised(exponent) {
    var digits = String(Math.abs(exponent)).split('').map(function (d) { return SUPERSCRIPT[+d]; }).join('');
    return (exponent < 0 ? '\u207b' : '') + digits;
  }

  // Ticks of a logarithmic axis: plain from 0.001 to 10 000, powers of ten beyond.
  function power(value) {
    if (value >= 0.00099 && value < 99999) { return String(+value.toPrecision(6)); }
    return '10' + raised(Math.round(Math.log10(value)));
  }

  function plain(value) {
    return String(+(+value).toPrecision(6)).replace('-', '\u2212');
  }

  function significant(value) {
    if (typeof value !== 'number' || !isFinite(value)) { return '\u2013'; }
    if (value !== 0 && (Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3)) {
      var exponent = Math.floor(Math.log10(Math.abs(value)));
      return +(value / Math.pow(10, exponent)).toPrecision(3) + ' \u00d7 10' + raised(exponent);
    }
    return String(+value.toPrecision(3));
  }

  function escapeHtml(text) {
    return String(text).replace(/[&<>"']/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }

  function asList(value) { return value === undefined ? [] : Array.isArray(value) ? value : [value]; }

  function pointOf(params) {
    var value = params.value;
    if (Array.isArray(value)) { return value; }
    return [params.name, value];
  }

  // Options hold no functions; what needs one is filled in here.
  function complete(option) {
    asList(option.xAxis).concat(asList(option.yAxis)).forEach(function (axis) {
      var format = axis.axisLabel && axis.axisLabel.tamorFormat;
      if (format === 'power') { axis.axisLabel.formatter = power; }
      if (format === 'plain') { axis.axisLabel.formatter = plain; }
    });
    var xAxes = asList(option.xAxis);
    var yAxes = asList(option.yAxis);
    var axisName = function (axes, index) { return axes[index] && axes[index].name ? axes[index].name : ''; };
    if (option.tooltip) {
      option.tooltip.formatter = function (params) {
        var items = asList(params).filter(function (item) {
          return item.seriesName && item.seriesName.indexOf('series') !== 0;
        });
        if (!items.length) { return ''; }
        var series = option.series[items[0].seriesIndex];
        var lines = items.map(function (item) {
          var point = pointOf(item);
          return item.marker + escapeHtml(item.seriesName) + ': <b>' + significant(point[1]) + '</b>';
        });
        var first = pointOf(items[0])[0];
        var head = typeof first === 'number'
          ? escapeHtml(axisName(xAxes, series.xAxisIndex)) + ' ' + significant(first)
          : escapeHtml(String(first).replace(/\n/g, ' '));
        var unit = escapeHtml(axisName(yAxes, series.yAxisIndex));
        return head + '<br>' + lines.join('<br>') + (unit ? '<br><span style="color:#777">' + unit + '</span>' : '');
      };
    }
    asList(option.series).forEach(function (series) {
      if (series.type === 'heatmap') {
        series.tooltip = { formatter: function (item) {
          var x = xAxes[series.xAxisIndex];
          var y = yAxes[series.yAxisIndex];
          return escapeHtml(y.name) + ' ' + escapeHtml(y.data[item.value[1]]) + '<br>' + escapeHtml(x.name) + ' ' +
            escapeHtml(x.data[item.value[0]]) + '<br><b>' + significant(item.value[2]) + '</b>';
        } };
      }
    });
    return option;
  }

  function optionOf(id) {
    var element = document.querySelector('script[data-option="' + id + '"]');
    return JSON.parse(element.textContent);
  }

  function drawChart(element) {
    var option = complete(optionOf(element.dataset.figure));
    if (asList(option.series).some(function (series) { return series.type === 'heatmap'; })) {
      option.tooltip = { trigger: 'item', confine: true };
    }
    var chart = echarts.init(element, null, {
      renderer: 'svg', width: element.clientWidth, height: element.clientHeight
    });
    chart.setOption(option);
    chart.getZr().flush();
    var svg = element.querySelector('svg');
    svg.setAttribute('viewBox', '0 0 ' + element.clientWidth + ' ' + element.clientHeight);
  }

  var RANGE = 3;
  var COLOURS = [[179, 88, 6], [253, 184, 99], [255, 255, 255], [146, 197, 222], [33, 102, 172]];

  // Diverging colour of a log2 fold: orange below, white at none, blue above.
  function activityColour(log) {
    var position = (Math.max(-RANGE, Math.min(RANGE, log)) + RANGE) / (2 * RANGE) * (COLOURS.length - 1);
    var index = Math.min(COLOURS.length - 2, Math.floor(position));
    var share = position - index;
    var mixed = COLOURS[index].map(function (c, k) { return Math.round(c + (COLOURS[index + 1][k] - c) * share); });
    return 'rgb(' + mixed.join(',') + ')';
  }

  function foldText(log) {
    var fold = Math.pow(2, log);
    return '\u00d7' + (fold >= 10 ? Math.round(fold) : +fold.toPrecision(2));
  }

  function networkElements(option) {
    var elements = [];
    option.compartments.forEach(function (box, index) {
      elements.push({ group: 'nodes', classes: 'box', selectable: false, grabbable: false,
        data: { id: 'compartment-' + index, label: box.label, w: box.width, h: box.height },
        position: { x: box.x + box.width / 2, y: box.y + box.height / 2 } });
    });
    option.nodes.forEach(function (node) {
      elements.push({ group: 'nodes', classes: 'molecule', grabbable: false,
        data: { id: node.id, name: node.label, label: node.label, observable: node.observable },
        position: { x: node.x, y: node.y } });
    });
    option.edges.forEach(function (edge) {
      elements.push({ group: 'edges', classes: (edge.sign === '-' ? 'inhibits' : 'activates') + (edge.cut ? ' cut' : ''),
        data: { id: 'edge-' + edge.id, source: edge.source, target: edge.target, description: edge.description } });
    });
    return elements;
  }

  var NETWORK_STYLE = [
    { selector: 'node.box', style: { shape: 'round-rectangle', width: 'data(w)', height: 'data(h)', 'z-index': 0, 'z-index-compare': 'manual',
      'background-color': '#f7f7f4', 'border-width': 1, 'border-color': '#c9c9c2', label: 'data(label)',
      'text-valign': 'top', 'text-halign': 'center', 'text-margin-y': 20, 'font-size': 13, color: '#77776f',
      'events': 'no' } },
    { selector: 'node.molecule', style: { shape: 'round-rectangle', width: 86, height: 36, 'z-index': 10, 'z-index-compare': 'manual',
      'background-color': '#e2e2e2', 'border-width': 1.2, 'border-color': '#555', label: 'data(label)',
      'text-valign': 'center', 'text-halign': 'center', 'text-wrap': 'wrap', 'font-size': 12, color: '#222',
      'line-height': 1.15 } },
    { selector: 'node.unread', style: { 'border-color': '#aaa', 'background-color': '#eeeeee', color: '#555' } },
    { selector: 'node.dark', style: { color: '#fff' } },
    { selector: 'edge', style: { 'curve-style': 'bezier', width: 1.6, 'line-color': '#444', 'target-arrow-color': '#444',
      'arrow-scale': 1.1, 'z-index': 5, 'z-index-compare': 'manual', 'target-distance-from-node': 2, 'control-point-step-size': 34 } },
    { selector: 'edge.activates', style: { 'target-arrow-shape': 'triangle' } },
    { selector: 'edge.inhibits', style: { 'target-arrow-shape': 'tee', 'line-color': '#7a3b00', 'target-arrow-color': '#7a3b00' } },
    { selector: 'edge.cut', style: { 'line-style': 'dashed', 'line-color': '#d0021b', 'target-arrow-color': '#d0021b', width: 3 } }
  ];

  function drawNetwork(element) {
    var id = element.dataset.figure;
    var option = optionOf(id);
    var network = cytoscape({ container: element, elements: networkElements(option), style: NETWORK_STYLE,
      layout: { name: 'preset' }, userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false,
      autoungrabify: true, pixelRatio: 2 });
    network.style().selector('node').style('font-family', 'system-ui, "Segoe UI", Roboto, Arial, sans-serif').update();
    network.fit(network.elements(), 14);
    var picture = document.createElement('img');
    picture.className = 'print';
    picture.alt = element.getAttribute('aria-label');
    element.appendChild(picture);

    function show(arm) {
      network.nodes('.molecule').forEach(function (node) {
        var log = arm.values[node.id()];
        var known = typeof log === 'number';
        node.toggleClass('unread', !known);
        node.toggleClass('dark', known && Math.abs(log) > 0.72 * RANGE);
        node.data('label', node.data('name') + (known ? '\n' + foldText(log) : ''));
        if (known) { node.style('background-color', activityColour(log)); } else { node.removeStyle('background-color'); }
      });
      picture.src = network.png({ full: true, scale: 2.5, bg: '#ffffff' });
    }

    var bar = document.querySelector('[data-arms="' + id + '"]');
    option.arms.forEach(function (arm, index) {
      var button = document.createElement('button');
      button.type = 'button';
      button.textContent = arm.label;
      button.addEventListener('click', function () {
        bar.querySelectorAll('button').forEach(function (other) { other.setAttribute('aria-pressed', String(other === button)); });
        show(arm);
      });
      button.setAttribute('aria-pressed', String(index === 0));
      bar.appendChild(button);
    });
    var chosen = Math.min(option.arms.length - 1, 1);
    if (chosen >= 0) { bar.children[chosen].click(); }
    drawMapLegend(element.closest('figure').querySelector('.maplegend'));
  }

  function drawMapLegend(element) {
    var stops = [-3, -2, -1, 0, 1, 2, 3];
    var cells = stops.map(function (log, index) {
      var x = index * 62;
      return '<rect x="' + x + '" y="0" width="62" height="14" fill="' + activityColour(log) + '" stroke="#999" stroke-width="0.5"/>' +
        '<text x="' + (x + 31) + '" y="28" text-anchor="middle" font-size="12">' +
        (log < 0 ? '1/' + Math.pow(2, -log) : '\u00d7' + Math.pow(2, log)) + '</text>';
    }).join('');
    element.innerHTML = '<svg width="1100" height="34" viewBox="0 0 1100 34" role="img" aria-label="colour scale">' + cells +
      '<rect x="470" y="0" width="30" height="14" fill="#eee" stroke="#aaa"/><text x="508" y="12" font-size="12">no readout</text>' +
      '<path d="M600 7h40m-7-5l8 5l-8 5" fill="none" stroke="#444" stroke-width="1.6"/><text x="650" y="12" font-size="12">activates</text>' +
      '<path d="M730 7h40m0-6v12" fill="none" stroke="#7a3b00" stroke-width="1.8"/><text x="780" y="12" font-size="12">inhibits</text>' +
      '<path d="M850 7h44" fill="none" stroke="#d0021b" stroke-width="3" stroke-dasharray="7 4"/><text x="904" y="12" font-size="12">cut in this run</text></svg>';
  }

  function save(name, type, text) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 2000);
  }

  function attempt(element, draw) {
    try {
      draw(element);
    } catch (error) {
      element.innerHTML = '<p class="problem"></p>';
      element.firstChild.textContent = 'This figure could not be drawn by this browser: ' + error.message;
    }
  }

  document.querySelectorAll('.chart').forEach(function (element) { attempt(element, drawChart); });
  document.querySelectorAll('.network').forEach(function (element) { attempt(element, drawNetwork); });

  var tables = JSON.parse(document.getElementById('tables').textContent);
  document.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    if (button.dataset.csv) { save(button.dataset.csv + '.csv', 'text/csv', tables[button.dataset.csv]); }
    if (button.dataset.svg) {
      var svg = document.querySelector('[data-figure="' + button.dataset.svg + '"] svg');
      save(button.dataset.svg + '.svg', 'image/svg+xml', new XMLSerializer().serializeToString(svg));
    }
  });

  function keyOf(row, column) {
    var cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.trim().toLowerCase() : cell.dataset.value;
  }

  document.querySelectorAll('table.sortable').forEach(function (table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      head.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending';
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        var rows = Array.from(table.tBodies[0].rows);
        rows.sort(function (a, b) {
          var x = keyOf(a, column);
          var y = keyOf(b, column);
          if (x === '' || y === '') { return x === y ? 0 : x === '' ? 1 : -1; }
          var order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
          return down ? -order : order;
        });
        rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
      });
    });
  });

  document.querySelectorAll('input[data-filter]').forEach(function (input) {
    var rows = Array.from(document.getElementById(input.dataset.filter).tBodies[0].rows);
    var count = document.querySelector('[data-count="' + input.dataset.filter + '"]');
    function filter() {
      var words = input.value.toLowerCase().split(/\s+/);
      var shown = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = shown + ' of ' + rows.length;
    }
    input.addEventListener('input', filter);
    filter();
  });
}());
